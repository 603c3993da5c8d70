// Package naming has the rules of search: how a text that a person typed is read, and how
// well a name matches it. Every store, and the reference that stores are compared with,
// decides by it, so that all find the same.
//
// Read makes a Question of a query. Its Readings say what the text may mean: a name, or a
// name and where that is ("Portland, OR", "Portland (Maine)", "Murmansk Russia"). A name
// is compared in all its Forms, which are the spellings of it that people use. Stores find
// candidates in their own way, by what Readings say of the words of a name, and ask Record
// or Place for the hit; Compare orders hits.
//
// It has the names that GeoNames has for the cities of the datasets, which the records of
// cities do not repeat: Others leads from a text to their GeoNames ids.
//
// It imports package graph and the standard library, and is pure. Begin with question.go.
package naming
