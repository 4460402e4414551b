"""An archive becomes tables: discover, isolate, schedule, show progress, commit."""
