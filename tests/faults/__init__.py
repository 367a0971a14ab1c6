"""What happens when things break: real processes killed with -9, servers that refuse, a database that is away."""
