"""Who stands at which door: translate in, translate out."""
