"""What a coordinator does for a pair: a module for each deed."""
