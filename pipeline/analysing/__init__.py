"""Analysing: tables that answer questions: views, search, data dictionary, exports, citation network."""
