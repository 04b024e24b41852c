"""What the archive shows: versions, changes, provisions and quarantine, read through granted views."""
