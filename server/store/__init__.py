"""The data folder: the one SQLite file, its migrations, and the lock of the companion that uses it."""
