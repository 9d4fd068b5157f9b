"""Who may sign what, up to which amount."""
