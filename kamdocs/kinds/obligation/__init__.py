"""An obligation: one thing that one party must do for the other."""
