// Package progress says how far a campaign has come by a day: its pledges, milestones and
// pace (progress.go), the cities that acted as it asks or the other way (answers.go), and
// the campaigns that ask for the contrary, side by side. It imports packages index and
// question.
package progress
