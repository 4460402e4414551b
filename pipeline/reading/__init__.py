"""A file becomes pages of words: what it is, text layer or picture, clean-up, OCR, columns, tables."""
