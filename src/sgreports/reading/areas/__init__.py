"""Areas of a page that are no running text: tables, figures, maps, boxes."""
