"""What the bot answers: one module for each thing that a person wants to do."""
