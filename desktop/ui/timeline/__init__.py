"""The timeline on the screen: its panel, the picture and how it is saved."""
