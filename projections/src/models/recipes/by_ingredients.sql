WITH ids AS ({ids}),
-- what answers for each id that was asked for; itself, where the catalogue does not know it
asked AS (
  SELECT DISTINCT ids.list, COALESCE(i.canonical_id, ids.id) AS canonical_id
  FROM ids
  LEFT JOIN {read}ingredients AS i ON i.household_id = $1 AND i.ingredient_id = ids.id
),
-- every id that may stand in a line for it
members AS (
  SELECT list, canonical_id, canonical_id AS ingredient_id FROM asked
  UNION
  SELECT asked.list, asked.canonical_id, i.ingredient_id
  FROM asked
  JOIN {read}ingredients AS i ON i.household_id = $1 AND i.canonical_id = asked.canonical_id
),
hits AS (
  SELECT members.list, members.canonical_id, line.recipe_id
  FROM members
  JOIN {read}recipe_ingredients AS line
    ON line.household_id = $1 AND line.ingredient_id = members.ingredient_id
)
SELECT r.recipe_id
FROM {read}recipes AS r
WHERE r.household_id = $1 AND NOT r.archived{conditions}
ORDER BY r.folded_title, r.recipe_id
LIMIT $2
