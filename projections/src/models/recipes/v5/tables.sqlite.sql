
-- `file`, `url`, `cloudinary`, or where pictures were moved to
ALTER TABLE {schema}recipes ADD COLUMN image_storage text;
ALTER TABLE {schema}recipes ADD COLUMN image_key text;
