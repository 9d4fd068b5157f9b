"""Something decided that binds beyond a meeting."""
