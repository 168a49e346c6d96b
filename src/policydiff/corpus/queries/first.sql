-- Who promises something first: for every place the first year in which a commitment has these words, the earliest place first.
-- A place whose earlier reports are not in the corpus may have promised it before; reports_before says how many there are.
-- option phrase text: words that a commitment holds
SELECT any_value(level) AS level, place, min(year) AS year, min(year) - min(min(year)) OVER () AS years_after_first,
  (SELECT count(*) FROM reports AS r WHERE r.place = c.place AND r.year < min(c.year)) AS reports_before,
  count(*) AS commitments, arg_min(text, (year, start)) AS words, arg_min(c.file, (year, start)) AS file
FROM commitments AS c JOIN (SELECT DISTINCT place, level FROM reports) USING (place)
WHERE contains(text, $phrase)
GROUP BY place
ORDER BY year, place
