"""What the commands are called, their options and their help; light, since every start of the program loads it."""
