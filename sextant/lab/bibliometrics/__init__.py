"""What a body of literature shows: bursts, maps of words and works, themes, laws of productivity, paths of citation."""
