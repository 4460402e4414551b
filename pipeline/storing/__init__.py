"""Records to Parquet and back: reading store, segments, buckets."""
