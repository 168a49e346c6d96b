-- Which programmes spread from one level of government to the one below it, and how fast.
-- A programme is one of the terms of a commitment, so one that goes by another name is another programme.
-- It spreads where places above promise it first, and places below, which had a report by then and did not promise it, do so later.
-- reports_before is how far back the first places are known: with 0 earlier reports of theirs the programme may be older.
-- years is the mean of how many years later places below first had its words in a commitment, be it within a longer term; at_once
-- counts those that had them in the same year or before.
-- With the same level above and below it is told how far programmes spread among equals from the places that had them first.
-- nothing: A place counts as below only where it has a report of the first year of a programme, or an earlier one.
-- option above text = nation: nation, province or city
-- option below text = province: province, city or county
-- option places number = 2: places below that took it up, at least
-- option most number = 100: rows at most
WITH used AS (
  SELECT unnest(string_split(terms, ' ')) AS term, level, place, year, start, text
  FROM commitments JOIN (SELECT DISTINCT place, level FROM reports) USING (place)
  WHERE level IN ($above, $below)
), begun AS (
  SELECT term, place, level, min(year) AS year, arg_min(text, (year, start)) AS words,
    (SELECT count(*) FROM reports AS r WHERE r.place = used.place AND r.year < min(used.year)) AS reports_before
  FROM used GROUP BY term, place, level
), source AS (
  SELECT term, year, string_agg(place, '; ' ORDER BY place) AS places, count(*) AS number, max(reports_before) AS reports_before,
    arg_min(words, place) AS words
  FROM begun WHERE level = $above GROUP BY term, year
  QUALIFY year = min(year) OVER (PARTITION BY term)
), since AS (
  SELECT place, min(year) AS year FROM reports WHERE level = $below GROUP BY place
), candidates AS (
  SELECT source.*, begun.place AS taker, begun.year AS taken_up
  FROM source JOIN begun ON begun.term = source.term AND begun.level = $below AND ($above <> $below OR begun.year > source.year)
    JOIN since ON since.place = begun.place
  WHERE since.year <= source.year
  QUALIFY count(*) FILTER (begun.year > source.year) OVER (PARTITION BY source.term) >= $places
), taken AS (
  SELECT *, least(taken_up, (
    SELECT min(c.year) FROM commitments AS c WHERE c.place = taker AND contains(c.text, candidates.term)
  )) - year AS later
  FROM candidates
)
SELECT term, places AS first_places, year AS first_year, any_value(reports_before) AS reports_before,
  count(*) FILTER (later > 0) AS took_it_up, count(*) FILTER (later <= 0) AS at_once, round(avg(later) FILTER (later > 0), 2) AS years,
  string_agg(taker || ' ' || (year + later), '; ' ORDER BY later, taker) FILTER (later > 0) AS places, any_value(words) AS words
FROM taken
GROUP BY term, taken.places, number, year
HAVING count(*) FILTER (later > 0) >= $places
ORDER BY took_it_up DESC, at_once, number, years, term
LIMIT $most::BIGINT
