"""Where an offer departs from what it must agree with: facts, which its rules judge and its coherence block shows."""
