"""Findings for people and machines: one small function per format."""
