"""What is watched: platforms and documents with their state and freshness, read through granted views."""
