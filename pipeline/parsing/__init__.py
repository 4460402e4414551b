"""Pages become facts with evidence: zones, outline, heading, foot, citations, tasks, bodies, dates."""
