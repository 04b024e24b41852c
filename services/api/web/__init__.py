"""HTTP itself: problems, headers, limits on what is received, cursors, who is asking."""
