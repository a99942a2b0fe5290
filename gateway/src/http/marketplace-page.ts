import type { GraphiQLOptions } from './graphiql.ts';

/** What a newcomer to the marketplace finds in the editor: three things to try, each a click away. */
export const MARKETPLACE_PAGE: GraphiQLOptions = {
  title: 'Emporium',
  operations: `# Emporium: one schema for the whole marketplace.
# The button asks which operation to run.
# Ctrl-Space completes, and the book explains.

query Search {
  search(query: "wireles headphones", first: 3) {
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

# Run Live, put some of its ids under Variables:
#   { "ids": ["deal_…", "deal_…"] }
# and watch how shoppers claim what is left.

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

# Run SignIn, put its token under Headers:
#   { "authorization": "Bearer …" }
# and follow the orders of this buyer.

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
