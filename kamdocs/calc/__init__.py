"""The arithmetic of contracts, formula by formula: plain values in, exact values out; no record, no file, no clock."""
