"""Reviewing: what a person looks at and corrects, and how the correction is written down."""
