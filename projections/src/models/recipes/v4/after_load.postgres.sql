
-- What is typed while a recipe is looked for, and the lists of live and of archived ones: in order without
-- being sorted.
CREATE INDEX ix_recipes_title_search ON {schema}recipes (household_id, archived, folded_title, recipe_id);
