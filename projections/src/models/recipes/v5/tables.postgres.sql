
ALTER TABLE {schema}recipes
  -- `file`, `url`, `cloudinary`, or where pictures were moved to
  ADD COLUMN image_storage text COLLATE "C",
  ADD COLUMN image_key text;
