"""The benchmark of anchoring: do notes stay on their words when the text is edited?"""
