"""One small way to drive both real browsers: what a person does, and what a person sees."""
