"""Publications: records become views for one audience, views become pages, pages replace the old site."""
