"""Archive (归档): the whole file, packed and kept."""
