import type { GraphiQLOptions } from './graphiql.ts';

/** What a newcomer to the marketplace finds in the editor: three things to try, each a click away. */
export const MARKETPLACE_PAGE: GraphiQLOptions = {
  title: 'Emporium',
  operations: `# Emporium: one schema for the whole marketplace.
# The button asks which operation to run.
# Ctrl-Space completes; the book is the documentation.

query Search {
  search(query: "bleutooth headphones", first: 3) {
    correctedQuery
    totalCount
    nodes {
      title
      featuredOffer {
        price {
          amount
          currencyCode
        }
        seller {
          displayName
        }
      }
    }
  }
}

# Live: put some ids that Live finds under Variables as
#   { "ids": ["deal_…", "deal_…"] }   and run Watch.

query Live {
  deals(status: [LIVE], first: 5) {
    nodes {
      id
      title
      percentOff
      endsAt
    }
  }
}

subscription Watch($ids: [ID!]!) {
  dealTicks(dealIds: $ids) {
    dealId
    status
    percentClaimed
    remainingBand
    serverTime
    endsAt
  }
}

# Yours: run SignIn, put its token under Headers as
#   { "authorization": "Bearer …" }   and run MyOrders.

mutation SignIn {
  sessionCreate(
    input: { email: "buyer@emporium.example", password: "emporium-demo" }
  ) {
    tokens {
      accessToken
    }
    userErrors {
      message
    }
  }
}

subscription MyOrders {
  viewerOrdersUpdated(after: "0") {
    sequence
    status
    message
    order {
      number
    }
  }
}
`,
};
