-- Which programmes spread from one level of government to the one below it, and how fast.
-- A programme is one of the terms of a commitment, so one that goes by another name is another programme.
-- It spreads where a place above promises it first, and places below, which had a report by then and did not promise it, do so later.
-- years is the mean of how many years later these did; at_once counts places below that promised it in the same year or before.
-- With the same level above and below it is told how far programmes spread among equals from the place that had them first.
-- option above text = nation: nation, province or city
-- option below text = province: province, city or county
-- option places number = 2: places below that took it up, at least
-- option most number = 100: rows at most
WITH used AS (
  SELECT unnest(string_split(terms, ' ')) AS term, level, place, year, start, text
  FROM commitments JOIN (SELECT DISTINCT place, level FROM reports) USING (place)
  WHERE level IN ($above, $below)
), begun AS (
  SELECT term, place, level, min(year) AS year, arg_min(text, (year, start)) AS words FROM used GROUP BY term, place, level
), source AS (
  SELECT term, min(year) AS year, arg_min(place, (year, place)) AS place, arg_min(words, (year, place)) AS words
  FROM begun WHERE level = $above GROUP BY term
), since AS (
  SELECT place, min(year) AS year FROM reports WHERE level = $below GROUP BY place
), taken AS (
  SELECT source.term, source.place, source.year, source.words, begun.place AS taker, begun.year - source.year AS years
  FROM source JOIN begun ON begun.term = source.term AND begun.level = $below AND begun.place <> source.place
    JOIN since ON since.place = begun.place
  WHERE since.year <= source.year
)
SELECT term, place AS first_place, year AS first_year, count(*) FILTER (years > 0) AS took_it_up,
  count(*) FILTER (years <= 0) AS at_once, round(avg(years) FILTER (years > 0), 2) AS years,
  string_agg(taker || ' ' || (year + years), '; ' ORDER BY years, taker) FILTER (years > 0) AS places, any_value(words) AS words
FROM taken
GROUP BY term, place, year
HAVING count(*) FILTER (years > 0) >= $places
ORDER BY took_it_up DESC, at_once, years, term
LIMIT $most::BIGINT
