"""The vocabulary every other package speaks: values, records, findings. No file, no Git, no business."""
