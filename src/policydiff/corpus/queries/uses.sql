-- Where and when something is promised: for every report how many of its commitments have these words, also where none has.
-- option phrase text: words that a commitment holds; other names of the same with | between them
-- option level text = : nation, province, city or county; by default all
SELECT r.level, r.place, r.year, count(c.id) AS commitments, arg_min(c.text, c.start) AS words, any_value(r.file) AS file
FROM reports AS r LEFT JOIN (
  SELECT * FROM commitments
  WHERE has_words(text, $phrase)
) AS c ON c.place = r.place AND c.year = r.year
WHERE $level = '' OR r.level = $level
GROUP BY r.level, r.place, r.year
ORDER BY list_position(['nation', 'province', 'city', 'county'], r.level) NULLS LAST, r.place, r.year
