-- The targets of an indicator by place and year, with the outcome that was reported a year later; gap_status says why there is no gap.
-- nothing: No indicator of the panel has this in its name; --indicator takes a part of a name.
-- option indicator text: its name, or a part of it
-- option place text = : a place, or a part of its name; by default all
SELECT place, year, indicator, unit, measure, comparator AS bound, value, value_high, outcome_value AS outcome, gap, gap_status,
  verdict, state, target_words AS words, file
FROM panel
WHERE contains(indicator, $indicator) AND contains(place, $place) AND horizon = 'annual' AND state <> 'silent'
ORDER BY indicator, unit, measure, place, year, vintage
