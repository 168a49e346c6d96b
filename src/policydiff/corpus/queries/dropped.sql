-- What is dropped most often: undertakings (the column key of the commitments) by how many times a place no longer promised them.
-- unanswered counts those of which the next report says nothing at all: neither delivered, nor withdrawn, nor mentioned elsewhere.
-- option most number = 50: rows at most
WITH gone AS (
  SELECT place, old_year, year, facet_reason, unnest(string_split(old_ids, ' ')) AS id FROM changes WHERE status = 'dropped'
), named AS (
  SELECT c.key, gone.place, gone.year, facet_reason, c.text
  FROM gone JOIN commitments AS c ON c.place = gone.place AND c.year = gone.old_year AND c.id = gone.id
  WHERE c.key IS NOT NULL
)
SELECT key, count(*) AS times, count(DISTINCT place) AS places, count(*) FILTER (facet_reason = 'not_restated') AS unanswered,
  min(year) AS first_year, max(year) AS last_year, arg_max(text, (year, place, text)) AS words
FROM named
GROUP BY key
ORDER BY times DESC, places DESC, key
LIMIT $most::BIGINT
