-- Which undertakings spread from one level of government to the one below it, and how fast.
-- An undertaking is the column key of the commitments: what they measure or act upon, in bare words; other wordings of it are not found.
-- It spreads where a place above promises it first, and places below, which had a report by then and did not promise it, do so later.
-- years is the mean of how many years later these did; at_once counts places below that promised it in the same year or before.
-- option above text = nation: nation or province
-- option below text = province: province or city
-- option places number = 2: places below that took it up, at least
-- option most number = 100: rows at most
WITH begun AS (
  SELECT key, place, any_value(level) AS level, min(year) AS year, arg_min(text, (year, start)) AS words
  FROM commitments JOIN (SELECT DISTINCT place, level FROM reports) USING (place)
  WHERE key IS NOT NULL
  GROUP BY key, place
), source AS (
  SELECT key, min(year) AS year, arg_min(place, (year, place)) AS place, arg_min(words, (year, place)) AS words
  FROM begun WHERE level = $above GROUP BY key
), since AS (
  SELECT place, min(year) AS year FROM reports WHERE level = $below GROUP BY place
), taken AS (
  SELECT source.key, source.place, source.year, source.words, begun.place AS taker, begun.year - source.year AS years
  FROM source JOIN begun ON begun.key = source.key AND begun.level = $below JOIN since ON since.place = begun.place
  WHERE since.year <= source.year
)
SELECT key, place AS first_place, year AS first_year, count(*) FILTER (years > 0) AS took_it_up,
  count(*) FILTER (years <= 0) AS at_once, round(avg(years) FILTER (years > 0), 2) AS years,
  string_agg(taker || ' ' || (year + years), '; ' ORDER BY years, taker) FILTER (years > 0) AS places, any_value(words) AS words
FROM taken
GROUP BY key, place, year
HAVING count(*) FILTER (years > 0) >= $places
ORDER BY took_it_up DESC, years, key
LIMIT $most::BIGINT
