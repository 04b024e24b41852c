"""The schema `archive` in SQL, an idea a module; nothing else knows its columns. `captures` reads the catalogue."""
