"""The page of decisions: the rows of a question of `counts`, each with its page beside it, decided one by one."""
