"""What a coordinator writes to people through the bot: words to begin with, a preview, how far it is, answers."""
