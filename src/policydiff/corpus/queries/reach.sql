-- How far something has spread: for every year, how many of the places that have a report promise it, by level of government.
-- option phrase text: words that a commitment holds; other names of the same with | between them
SELECT r.year, coalesce(r.level, 'unknown') AS level, count(*) AS reports, count(c.place) AS promise_it,
  round(count(c.place) / count(*), 4) AS share
FROM reports AS r LEFT JOIN (
  SELECT DISTINCT place, year FROM commitments
  WHERE has_words(text, $phrase)
) AS c USING (place, year)
GROUP BY r.year, coalesce(r.level, 'unknown')
ORDER BY r.year, list_position(['nation', 'province', 'city', 'county', 'unknown'], coalesce(r.level, 'unknown'))
