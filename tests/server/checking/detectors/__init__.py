"""What a policy can look for by name, one file each."""
