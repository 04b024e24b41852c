"""What happened between versions."""
