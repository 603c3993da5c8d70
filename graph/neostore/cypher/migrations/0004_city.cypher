CREATE INDEX city_country IF NOT EXISTS
FOR (n:City) ON (n.country);

CREATE INDEX city_name_key IF NOT EXISTS
FOR (n:City) ON (n.nameKey);

CREATE INDEX city_population IF NOT EXISTS
FOR (n:City) ON (n.population);

CREATE INDEX city_wikidata IF NOT EXISTS
FOR (n:City) ON (n.wikidata);

CREATE INDEX city_geonames IF NOT EXISTS
FOR (n:City) ON (n.geonames);

CREATE TEXT INDEX city_name IF NOT EXISTS
FOR (n:City) ON (n.nameFold);

CREATE POINT INDEX city_location IF NOT EXISTS
FOR (n:City) ON (n.location);
