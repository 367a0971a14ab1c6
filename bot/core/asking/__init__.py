"""From what somebody says to what is said back."""
