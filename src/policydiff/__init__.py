"""policydiff reads annual work reports and says what was kept, what changed in figures, what is new and what is gone."""
