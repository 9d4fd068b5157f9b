"""An offer of ours."""
